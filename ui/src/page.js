// Before anything else: the base components are written for it.
import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import App from 'page/app';

document.body.append(createElement('page-app', { is: App }));
