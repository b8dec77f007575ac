#!/usr/bin/env node
// `npx p2p-review …`: the native command line's commands, by its own code, and two more that are of the web.
import { runModule } from './run-module.mjs';

process.exitCode = await runModule(process.argv.slice(2));
