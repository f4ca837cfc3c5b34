import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless';

setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });

// jsdom lays nothing out; CodeMirror measures text with this.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
