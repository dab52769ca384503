import {StrictMode} from 'react';
import {createRoot} from 'react-dom/client';
import {Shop} from './Shop';

createRoot(document.querySelector('#shop')!).render(
  <StrictMode>
    <Shop />
  </StrictMode>,
);
