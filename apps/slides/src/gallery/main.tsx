// The deck's own style sheets in the deck's own order: both pages share one file of them.
import 'reveal.js/reveal.css';
import '../look/index.css';
import './gallery.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { GalleryPage } from './GalleryPage.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('gallery.html has no element with the id “root”.');
createRoot(root).render(
  <StrictMode>
    <GalleryPage />
  </StrictMode>,
);
