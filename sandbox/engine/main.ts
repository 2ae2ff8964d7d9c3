// node sandbox/bin/engine/main.js: gets the engine ahead of time, and says which one is used.
import { EngineUnavailable, findEngine } from "./engine";

findEngine().then(
    (engine) => process.stdout.write(`${engine.directory}\n`),
    (error: unknown) => {
        process.stderr.write(`${error instanceof EngineUnavailable ? error.message : String(error)}\n`);
        process.exitCode = 1;
    },
);
