// npm run sdks: makes the SDK of every language in bin/sdks, and compiles it with the example of the Registry's page. If a language's tools
// are missing, it names them. `npm test` drives those of Go and Python on the engine.

import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findEngine, findOnPath } from "local-azure";
import { ROOT, run } from "../package/support/pack";
import { PULUMI, pythonWith } from "../support/pythonEnvironment";
import { sampleOf } from "../support/samples";
import { goModule, makeSdk, writeSchema } from "../support/sdks";

const SDKS = join(ROOT, "bin/sdks");

/** Makes and compiles one SDK in its folder. */
type Build = (folder: string) => Promise<unknown>;

/** The programs that each language needs, and their use. */
const LANGUAGES: Readonly<Record<string, { readonly needs: readonly string[]; readonly build: Build }>> = {
    go: {
        needs: ["go"],
        build: async (folder) => {
            const go = await goModule(folder);
            await put(join(folder, "example"), "main.go", sampleOf("go"));
            await go(["build", "-o", join(folder, "example/example"), "./example"]);
        },
    },
    python: {
        needs: ["go", "python3"],
        build: async (folder) => {
            await makeSdk("python", folder);
            const python = await pythonWith(PULUMI);
            const packages = join(folder, "installed");
            const install = ["--quiet", "--no-deps", "--no-build-isolation", "--target", packages, folder];
            await run(python, ["-m", "pip", "install", ...install], {});
            await put(folder, "example.py", sampleOf("python"));
            await run(python, ["-m", "py_compile", "example.py"], { cwd: folder });
            await run(python, ["-c", "import pulumi_two_key"], { env: { PYTHONPATH: packages } });
        },
    },
    nodejs: {
        needs: ["go"],
        build: async (folder) => {
            await makeSdk("nodejs", folder);
            await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
            await run("tsc", ["--noEmit", "--skipLibCheck", "-p", "."], { cwd: folder });
        },
    },
    java: {
        needs: ["pulumi-language-java", "mvn"],
        build: async (folder) => {
            await makeByHost("java");
            await put(join(folder, "src/main/java/photos"), "App.java", sampleOf("java"));
            await put(folder, "pom.xml", POM);
            await run("mvn", ["--quiet", "--batch-mode", "compile"], { cwd: folder });
        },
    },
    dotnet: {
        needs: ["pulumi-language-dotnet", "dotnet"],
        build: async (folder) => {
            await makeByHost("dotnet");
            await run("dotnet", ["build", "--nologo"], { cwd: folder });
        },
    },
};

/** By the language host of a Pulumi release: no module of the engine has this generator. */
async function makeByHost(language: string): Promise<void> {
    const schema = join(SDKS, `${language}-schema.json`);
    await writeSchema(schema);
    const { directory } = await findEngine();
    await run(join(directory, "pulumi"), ["package", "gen-sdk", schema, "--language", language, "--out", SDKS], {});
}

/** For Maven; what Pulumi writes is for Gradle. */
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>photos</groupId>
    <artifactId>photos</artifactId>
    <version>0</version>
    <properties>
        <maven.compiler.source>11</maven.compiler.source>
        <maven.compiler.target>11</maven.compiler.target>
        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
    </properties>
    <dependencies>
        <dependency><groupId>com.pulumi</groupId><artifactId>pulumi</artifactId><version>1.16.3</version></dependency>
    </dependencies>
</project>
`;

async function put(folder: string, name: string, text: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), text);
}

async function missing(needs: readonly string[]): Promise<readonly string[]> {
    const found = await Promise.all(needs.map((program) => findOnPath(program)));
    return needs.filter((_, index) => found[index] === undefined);
}

async function main(): Promise<void> {
    await rm(SDKS, { recursive: true, force: true });
    for (const [language, { needs, build }] of Object.entries(LANGUAGES)) {
        const lacking = await missing(needs);
        if (lacking.length > 0) {
            console.log(`${language}: NOT MADE, ${lacking.join(" and ")} is not on PATH`);
            continue;
        }
        const folder = join(SDKS, language);
        await mkdir(folder, { recursive: true });
        try {
            await build(folder);
            console.log(`${language}: made and compiled`);
        } catch (error) {
            console.log(`${language}: FAILED\n${error instanceof Error ? error.message : error}`);
            process.exitCode = 1;
        }
    }
}

void main();
