// npm run conformance: compares every row with the service's own management package. Ends with one line of JSON.
import { allOperations, conformance, notInTable, reasonFor } from "./conformance";

async function main(): Promise<void> {
    const start = Date.now();
    const operations = await allOperations();
    const rows = [...conformance(operations)];
    for (const [name, problems] of rows) {
        console.log(`${problems.length === 0 ? "ok" : "WRONG"} ${[name, ...problems].join("\n    ")}`);
    }
    const others = notInTable(operations);
    const conform = rows.filter(([, problems]) => problems.length === 0).length;
    const summary = {
        rows: rows.length,
        conform,
        notInTable: Object.fromEntries(others.map((type) => [type, reasonFor(type)?.why ?? "NO REASON GIVEN"])),
        seconds: Math.round((Date.now() - start) / 1000),
    };
    console.log(JSON.stringify(summary));
    process.exitCode = conform === rows.length && others.every((type) => reasonFor(type) !== undefined) ? 0 : 1;
}

main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
