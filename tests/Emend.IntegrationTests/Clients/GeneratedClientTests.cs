using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>
/// A TypeScript client, its types generated from an OpenAPI document and never committed, drives a running Emend: sign-in, create,
/// find, modify, read, as the vendor's own library does it; and the main flow of the native face. Every answer is held against the
/// document by a validator of JSON Schema.
/// </summary>
public sealed class GeneratedClientTests
{
    private const string Api = "fulfillmenttools";
    private const string Served = "served";
    private const string OfTheVendor = "vendor";

    /// <summary>The document that Emend serves, and the vendor's where EMEND_REFERENCE leads to it.</summary>
    public static TheoryData<string> Documents => VendorDocuments.Vendor is null ? [Served] : [Served, OfTheVendor];

    [Theory, MemberData(nameof(Documents))]
    public async Task A_client_generated_from_the_document_drives_the_face(string whose)
    {
        await using var app = await EmendApp.Start();
        using var folder = new ScratchFolder("emend-client-");
        var document = whose == Served ? await Document(app, folder, Api) : VendorDocuments.Vendor!;

        await Generate(document, folder, "drive", isOurs: whose == Served);
        var printed = await NodeTools.Node(folder["out/drive.js"], app.Url.ToString().TrimEnd('/'), document);

        Assert.Matches(whose == Served ? @"^\d\d answers, 0 findings, 0 unknown" : @"^\d\d answers, 0 findings, ", printed);
    }

    [Fact]
    public async Task A_client_generated_from_the_native_document_drives_the_main_flow()
    {
        await using var app = await EmendApp.Start();
        using var folder = new ScratchFolder("emend-client-");
        var document = await Document(app, folder, "native");

        await Generate(document, folder, "native", isOurs: true);
        var printed = await NodeTools.Node(folder["out/native.js"], app.Url.ToString().TrimEnd('/'), document);

        Assert.Matches(@"^\d\d answers, 0 findings, 0 unknown", printed);
    }

    [Theory, MemberData(nameof(OpenApi.OpenApiDocumentTests.Faces), MemberType = typeof(OpenApi.OpenApiDocumentTests))]
    public async Task A_linter_finds_nothing_wrong_with_the_document_and_its_types_are_right(string api)
    {
        await using var app = await EmendApp.Start();
        using var folder = new ScratchFolder("emend-lint-");
        var document = await Document(app, folder, api);
        await NodeTools.Run("redocly", "lint", "--config", "lint.yaml", document);
        await NodeTools.Run("openapi-typescript", document, "--output", folder["api.d.ts"]);
        await NodeTools.Run("tsc", "--strict", "--noEmit", folder["api.d.ts"]);
    }

    private static async Task<string> Document(EmendApp app, ScratchFolder folder, string api)
    {
        using var http = new HttpClient { BaseAddress = app.Url };
        var document = folder[$"{api}.json"];
        await File.WriteAllTextAsync(document, await http.GetStringAsync($"/docs/{api}.json"));
        return document;
    }

    /// <summary>Generates the types, and compiles a driver with them.</summary>
    private static async Task Generate(string document, ScratchFolder folder, string driver, bool isOurs)
    {
        await NodeTools.Run("openapi-typescript", document, "--empty-objects-unknown", "--output", folder["api.d.ts"]);
        Directory.CreateSymbolicLink(folder["node_modules"], Path.Combine(NodeTools.Folder, "node_modules"));
        await File.WriteAllTextAsync(folder["package.json"], """{ "type": "module" }""");
        var project = new JsonObject
        {
            ["extends"] = Path.Combine(NodeTools.Folder, "tsconfig.json"),
            ["files"] = new JsonArray(Path.Combine(NodeTools.Folder, driver + ".ts")),
            ["compilerOptions"] = new JsonObject
            {
                // Types of ours must be right in themselves; those of a foreign document need only be of use.
                ["skipLibCheck"] = !isOurs,
                ["outDir"] = folder["out"],
                ["rootDir"] = NodeTools.Folder,
                ["typeRoots"] = new JsonArray(Path.Combine(NodeTools.Folder, "node_modules", "@types")),
                ["paths"] = new JsonObject { ["#api"] = new JsonArray(folder["api.d.ts"]) },
            },
        };
        await File.WriteAllTextAsync(folder["tsconfig.json"], project.ToJsonString());
        await NodeTools.Run("tsc", "--project", folder["tsconfig.json"]);
    }
}
