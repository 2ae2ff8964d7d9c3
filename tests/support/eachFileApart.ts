/** Mocha's configuration: each file has a process, and a sandbox, of its own. */
export const eachFileApart = {
    spec: ["bin/tests/**/*.test.js", "sandbox/bin/tests/**/*.test.js"],
    parallel: true,
    jobs: 3,
    timeout: 10_000,
    "enable-source-maps": true,
};
