// Says what is wrong with the OpenAPI document in openapi.json, by the schema of the specification.

import { Validator } from "@seriousme/openapi-schema-validator";

const validator = new Validator();
const result = await validator.validate("openapi.json");
if (!result.valid || validator.version !== "3.1") {
  console.error(JSON.stringify({ version: validator.version, errors: result.errors }, null, 2));
  process.exitCode = 1;
}
