import { build, checkNode, install } from './workspace/steps.mjs';

/** `npm run build`. */
checkNode();
install();
build();
