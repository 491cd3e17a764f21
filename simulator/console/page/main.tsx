import { render } from 'preact';
import { App } from './app';
import './styles/base.css';
import './styles/controls.css';
import './styles/writing.css';
import './styles/phones.css';
import './styles/call.css';
import './styles/timeline.css';
import './styles/aside.css';
import './styles/slack.css';
import './styles/texts.css';
import './styles/board.css';

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
