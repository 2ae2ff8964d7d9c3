import { archive } from "./archive";

archive("bin/archive").then(
    (path) => console.log(path),
    (error: unknown) => {
        console.error(error);
        process.exitCode = 1;
    },
);
