import assert from "node:assert/strict";
import { declare, notDeclared } from "../../components/engine/declaredPlaces";

describe("values that a resource of this update declares", () => {
    it("are not removed by another one, however the place is written, and all others are", () => {
        declare("/sites/Web/config/appsettings", ["UPLOADS"]);
        declare("/sites/web/config/appsettings", ["THUMBNAILS"]);
        assert.deepEqual(notDeclared("/sites/web/config/AppSettings", ["UPLOADS", "THUMBNAILS", "OLD"]), ["OLD"]);
        assert.deepEqual(notDeclared("/sites/web/config/connectionstrings", ["UPLOADS"]), ["UPLOADS"]);
    });

    it("are known by any spelling of their names, unless the service tells spellings apart (rule 24)", () => {
        declare("/sites/api/config/appsettings", ["UPLOADS_KEY"]);
        assert.deepEqual(notDeclared("/sites/api/config/appsettings", ["Uploads_Key"]), []);
        declare("/configurationStores/shared/keyValues/$Prod", ["Uploads:Key"], "exact");
        const left = (id: string, key: string) => notDeclared(id, [key], "exact");
        assert.deepEqual(left("/configurationStores/shared/keyValues/$Prod", "uploads:key"), ["uploads:key"]);
        assert.deepEqual(left("/configurationStores/shared/keyValues/$prod", "Uploads:Key"), ["Uploads:Key"]);
        assert.deepEqual(left("/configurationStores/Shared/keyValues/$Prod", "Uploads:Key"), []);
    });
});
