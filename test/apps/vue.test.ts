import {builtAndInDevelopment, sells} from './sells.ts';

sells('vue', {late: true, thanks: 'Your books are on their way', ways: builtAndInDevelopment});
