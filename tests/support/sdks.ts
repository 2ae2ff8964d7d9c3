import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder, findOnPath } from "local-azure";
import { ROOT, readManifest } from "../package/support/pack";

/** Languages whose SDKs are made by the generators in the engine's own module. */
export type SdkLanguage = "go" | "nodejs" | "python";

/** A Go module of ours that calls these generators; its versions are those of the engine's build, which has compiled most of it. */
const GENERATOR = join(ROOT, "tests/plugin/sdkGenerator");

/** Go builds nothing by a C compiler, as the engine's build: both share what they have compiled. */
const GO_ENV = { CGO_ENABLED: "0", GOFLAGS: "-mod=mod", GOWORK: "off" };

/** The reason if Go is missing, and the way out; else undefined. */
export async function whyNoGo(): Promise<string | undefined> {
    return (await findOnPath("go")) === undefined
        ? "No SDK can be generated without Go on PATH: install Go 1.25 or newer (https://go.dev/dl/)."
        : undefined;
}

/** Makes the SDK for a language of the plugin's schema. */
export async function makeSdk(language: SdkLanguage, folder: string): Promise<void> {
    const generator = await builtGenerator();
    await mkdir(folder, { recursive: true });
    const schema = join(folder, "..", `${language}-schema.json`);
    await writeSchema(schema);
    await runIn(folder, generator, [language, schema, folder]);
}

/** Writes the schema as the plugin serves it. */
export async function writeSchema(path: string): Promise<void> {
    const schema = JSON.parse(await readFile(join(ROOT, "plugin/schema.json"), "utf8"));
    const { version } = await readManifest(ROOT);
    await writeFile(path, JSON.stringify({ ...schema, version }));
}

/**
 * Makes a folder a Go module that has the SDK in its folder `sdk`, with the versions of everything else that the generator has.
 *
 * @returns runs `go` there.
 */
export async function goModule(folder: string): Promise<(args: readonly string[]) => Promise<string>> {
    const sdk = join(folder, "sdk");
    await makeSdk("go", sdk);
    const [, name = ""] = /^module (\S+)/m.exec(await readFile(join(sdk, "go.mod"), "utf8")) ?? [];
    const module = await readFile(join(GENERATOR, "go.mod"), "utf8");
    const own = `require ${name} v0.0.0\n\nreplace ${name} => ./sdk\n`;
    await writeFile(join(folder, "go.mod"), `${module.replace(/^module .*/, "module photos")}\n${own}`);
    await writeFile(join(folder, "go.sum"), await readFile(join(GENERATOR, "go.sum")));
    return (args) => runIn(folder, "go", args);
}

/** Built once and kept: the folder appears in the cache by a rename, and is named by all that it is made of. */
async function builtGenerator(): Promise<string> {
    const sources = await Promise.all(["main.go", "go.mod", "go.sum"].map((file) => readFile(join(GENERATOR, file))));
    const digest = createHash("sha256").update(Buffer.concat(sources)).digest("hex").slice(0, 16);
    const folder = join(cacheFolder(), `sdk-generator-${digest}`);
    const generator = join(folder, "generator");
    if ((await readFile(generator).catch(() => undefined)) === undefined) {
        await mkdir(cacheFolder(), { recursive: true });
        const unfinished = await mkdtemp(join(cacheFolder(), ".unfinished-"));
        try {
            const output = join(unfinished, "generator");
            await runIn(GENERATOR, "go", ["build", "-trimpath", "-ldflags", "-s -w", "-o", output, "."]);
            await rename(unfinished, folder);
        } finally {
            await rm(unfinished, { recursive: true, force: true });
        }
    }
    return generator;
}

async function runIn(cwd: string, command: string, args: readonly string[]): Promise<string> {
    const { execa } = await import("execa");
    const { stdout } = await execa(command, args, { cwd, env: GO_ENV, stdin: "ignore" });
    return stdout;
}
