using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>
/// TypeScript programs drive a running server. Their types are generated from an OpenAPI document and never committed. One program signs
/// in, creates, finds, modifies and reads, like the library of the vendor; one runs the main flow of the native API. A JSON Schema
/// validator checks every response against the document. One more program drives the library of the vendor itself.
/// </summary>
public sealed class GeneratedClientTests
{
    private const string Api = "fulfillmenttools";
    private const string Served = "served";
    private const string Vendor = "vendor";

    /// <summary>The document that the server serves, and the document of the vendor if EMEND_REFERENCE is set.</summary>
    public static TheoryData<string> Documents => VendorDocuments.Vendor is null ? [Served] : [Served, Vendor];

    [Theory, MemberData(nameof(Documents))]
    public async Task Client_generated_from_the_document_runs_against_the_fulfillmenttools_API(string source)
    {
        await using var app = await EmendApp.Start();
        using var folder = new ScratchFolder("emend-client-");
        var document = source == Served ? await SaveDocument(app, folder, Api) : VendorDocuments.Vendor!;

        await GenerateAndCompile(document, folder, "drive", isOwn: source == Served);
        var printed = await NodeTools.RunNode(folder["out/drive.js"], app.Url.ToString().TrimEnd('/'), document);

        Assert.Matches(source == Served ? @"^\d\d responses, 0 findings, 0 unknown" : @"^\d\d responses, 0 findings, ", printed);
    }

    [Fact]
    public async Task Client_generated_from_the_native_document_runs_the_main_flow()
    {
        await using var app = await EmendApp.Start();
        using var folder = new ScratchFolder("emend-client-");
        var document = await SaveDocument(app, folder, "native");

        await GenerateAndCompile(document, folder, "native", isOwn: true);
        var printed = await NodeTools.RunNode(folder["out/native.js"], app.Url.ToString().TrimEnd('/'), document);

        Assert.Matches(@"^\d\d responses, 0 findings, 0 unknown", printed);
    }

    [Fact]
    public async Task Library_of_the_vendor_works_with_all_methods_in_scope_except_three()
    {
        await using var app = await EmendApp.Start();
        using var folder = new ScratchFolder("emend-sdk-");
        await Compile(folder, "sdk", skipLibCheck: true);

        var printed = await NodeTools.RunNode(folder["out/sdk.js"], app.Url.ToString().TrimEnd('/'));

        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("66 of 69 methods work", lines[0]);
        Assert.Equal(
            ["facilities.disableShortPick", "stocks.deleteByLocations", "stocks.moveToLocation"],
            lines[1..].Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(OpenApi.OpenApiDocumentTests.Apis), MemberType = typeof(OpenApi.OpenApiDocumentTests))]
    public async Task Document_passes_the_linter_and_its_types_compile(string api)
    {
        await using var app = await EmendApp.Start();
        using var folder = new ScratchFolder("emend-lint-");
        var document = await SaveDocument(app, folder, api);
        await NodeTools.Run("redocly", "lint", "--config", "lint.yaml", document);
        await NodeTools.Run("openapi-typescript", document, "--output", folder["api.d.ts"]);
        await NodeTools.Run("tsc", "--strict", "--noEmit", folder["api.d.ts"]);
    }

    private static async Task<string> SaveDocument(EmendApp app, ScratchFolder folder, string api)
    {
        using var http = new HttpClient { BaseAddress = app.Url };
        var document = folder[$"{api}.json"];
        await File.WriteAllTextAsync(document, await http.GetStringAsync($"/docs/{api}.json"));
        return document;
    }

    /// <summary>Generates the types and compiles a program with them.</summary>
    private static async Task GenerateAndCompile(string document, ScratchFolder folder, string program, bool isOwn)
    {
        await NodeTools.Run("openapi-typescript", document, "--empty-objects-unknown", "--output", folder["api.d.ts"]);
        // The types of our own document must compile completely. Types of the vendor document only need to be usable.
        await Compile(folder, program, skipLibCheck: !isOwn);
    }

    private static async Task Compile(ScratchFolder folder, string program, bool skipLibCheck)
    {
        Directory.CreateSymbolicLink(folder["node_modules"], Path.Combine(NodeTools.Folder, "node_modules"));
        await File.WriteAllTextAsync(folder["package.json"], """{ "type": "module" }""");
        var project = new JsonObject
        {
            ["extends"] = Path.Combine(NodeTools.Folder, "tsconfig.json"),
            ["files"] = new JsonArray(Path.Combine(NodeTools.Folder, program + ".ts")),
            ["compilerOptions"] = new JsonObject
            {
                ["skipLibCheck"] = skipLibCheck,
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
