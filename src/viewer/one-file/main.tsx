import { render } from 'preact';
import { findOneFileJson, oneFileRootId } from '#one-file/one-file.ts';
import { OneFilePage } from './OneFilePage.tsx';
import '#styles/tokens.css';
import '#styles/controls.css';
import '#styles/paper.css';
import '#viewer/captures/captures.css';
import './one-file.css';

const root = document.getElementById(oneFileRootId);
if (root) render(<OneFilePage json={findOneFileJson(document)} />, root);
