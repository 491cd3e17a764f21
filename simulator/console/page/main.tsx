import { render } from 'preact';
import { App } from './app';
import './styles/base.css';
import './styles/controls.css';
import './styles/phones.css';
import './styles/call.css';
import './styles/timeline.css';
import './styles/aside.css';

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
