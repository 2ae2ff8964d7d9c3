import assert from "node:assert/strict";
import { declare, notDeclared } from "../../components/provider/declaredPlaces";

describe("values that a resource of this update declares", () => {
    it("are not removed by another one, however the place is written, and all others are", () => {
        declare("/sites/Web/config/appsettings", ["UPLOADS"]);
        declare("/sites/web/config/appsettings", ["THUMBNAILS"]);
        assert.deepEqual(notDeclared("/sites/web/config/AppSettings", ["UPLOADS", "THUMBNAILS", "OLD"]), ["OLD"]);
        assert.deepEqual(notDeclared("/sites/web/config/connectionstrings", ["UPLOADS"]), ["UPLOADS"]);
    });
});
