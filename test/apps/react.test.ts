import {builtAndInDevelopment, sells} from './sells.ts';

sells('react', {late: true, thanks: 'Your books are on their way', ways: builtAndInDevelopment});
