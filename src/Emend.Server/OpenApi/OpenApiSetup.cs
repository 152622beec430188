using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using Emend.Server.Http;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Emend.Server.OpenApi;

/// <summary>Serves a document for every face at <c>/docs/{face}.json</c>, and a page to read and try them at <c>/docs</c>.</summary>
internal static class OpenApiSetup
{
    /// <summary>How a document is written: for people, too.</summary>
    public static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>To be called when all faces are mapped.</summary>
    public static void MapDocuments(this WebApplication app)
    {
        var endpoints = EndpointDescription.In(((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints)).ToList();
        var faces = endpoints.Select(e => e.Face).Distinct().OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        var documents = new Lazy<FrozenDictionary<string, byte[]>>(
            () => faces.ToFrozenDictionary(f => f.Name, f => Write(f, endpoints), StringComparer.Ordinal));
        var known = string.Join(", ", faces.Select(f => f.Name));
        app.MapGet("/docs/{face}.json", (string api) => documents.Value.TryGetValue(api, out var document)
            ? Results.Bytes(document, "application/json; charset=utf-8")
            : Results.Text($"There is no face {ValueFormatter.Short(api)}; known are {known}.", statusCode: 404)).IsPublic();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Emend: API documents";
            foreach (var apiDocumentInfo in faces) page.SwaggerEndpoint($"/docs/{apiDocumentInfo.Name}.json", apiDocumentInfo.Title);
            page.EnableDeepLinking();
            page.DisplayOperationId();
            page.EnablePersistAuthorization();
            page.DefaultModelRendering(ModelRendering.Model);
            page.DefaultModelsExpandDepth(0);
        });
    }

    private static byte[] Write(ApiDocumentInfo apiDocumentInfo, IEnumerable<EndpointDescription> endpoints) =>
        JsonSerializer.SerializeToUtf8Bytes(OpenApiDocumentWriter.Of(apiDocumentInfo, endpoints), Readable);
}
