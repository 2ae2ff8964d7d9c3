import { realCore } from "./core";
import { Explorer } from "./explore";
import { shapes } from "./shapes";

const depth = Number(process.argv[2] ?? 3);
for (const shape of shapes.filter((s) => process.argv[3] === undefined || s.name === process.argv[3])) {
    const t = Date.now();
    const r = new Explorer(shape, realCore).explore(depth, (l, n) => console.log("  ", l, n, Date.now() - t));
    console.log(shape.name, JSON.stringify(r, null, 1), (Date.now() - t) / 1000);
}
