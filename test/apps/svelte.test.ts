import {builtAndInDevelopment, sells} from './sells.ts';

sells('svelte', {late: true, thanks: 'Your books are on their way', ways: builtAndInDevelopment});
