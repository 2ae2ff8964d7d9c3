import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Declarations } from "../../specs/declarations";

const TEXT = `
declare type Slot_2 = string;
export { Slot_2 as Slot };
/** Known values of {@link Slot} that the service accepts. */
export declare enum KnownSlot { First = "first", Second = "second" }
export type Fixed = "a" | "b";
export type Loose = "a" | string;
interface Base { id?: string }
export interface Keys extends Base {
    /** Which one,
     *  in words. */
    slot: Slot_2;
    fixed?: Fixed;
    loose: Loose;
    text: string;
}
export type Both = Keys & Models.More;
export interface More { more: Fixed }
export declare class Group {
    list(name: string): Promise<Keys>;
    regenerate: (name: string, keys: Keys) => Promise<void>;
}
`;

describe("the declarations of a package", () => {
    let directory: string;
    let declarations: Declarations;

    before(async () => {
        directory = await mkdtemp(join(tmpdir(), "declarations-"));
        await writeFile(join(directory, "index.d.ts"), TEXT);
        declarations = new Declarations(directory);
    });
    after(() => rm(directory, { recursive: true }));

    const valuesOf = (type: string, member: string) =>
        declarations.values(declarations.members(type).find(({ name }) => name === member)?.type);

    it("name the members of an interface and of what it extends or joins, and say which are required", () => {
        const shown = declarations.members("Both").map(({ name, required }) => `${name}${required ? "" : "?"}`);
        assert.deepEqual(shown, ["id?", "slot", "fixed?", "loose", "text", "more"]);
    });

    it("name the functions of a class, however they are written", () => {
        const shown = declarations
            .members("Group")
            .map(({ name, parameters = [] }) => [name, ...parameters.map((parameter) => parameter.name.getText())]);
        assert.deepEqual(shown, [
            ["list", "name"],
            ["regenerate", "name", "keys"],
        ]);
    });

    it("name the values of a type that is closed, and those known of one that may grow, also under its former name", () => {
        assert.deepEqual(valuesOf("Keys", "fixed"), ["a", "b"]);
        assert.deepEqual(valuesOf("Keys", "slot"), ["first", "second"]);
    });

    it("name no values where any string goes", () => {
        assert.equal(valuesOf("Keys", "loose"), undefined);
        assert.equal(valuesOf("Keys", "text"), undefined);
    });

    it("give a member's comment on one line", () => {
        assert.equal(
            declarations.members("Keys").find(({ name }) => name === "slot")?.documentation,
            "Which one, in words.",
        );
    });
});
