import {builtAndInDevelopment, sells} from './sells.ts';

sells('angular', {late: true, thanks: 'Your books are on their way', ways: builtAndInDevelopment});
