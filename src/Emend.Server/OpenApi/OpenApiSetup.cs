using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using Emend.Server.Http;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Emend.Server.OpenApi;

/// <summary>Serves the OpenAPI document of each API at <c>/docs/{api}.json</c> and Swagger UI at <c>/docs</c>.</summary>
internal static class OpenApiSetup
{
    /// <summary>Options for human-readable documents.</summary>
    public static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Call this after all APIs are mapped.</summary>
    public static void MapOpenApiDocuments(this WebApplication app)
    {
        var endpoints = EndpointDescription.FromEndpoints(((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints)).ToList();
        var documentInfos = endpoints.Select(e => e.Api).Distinct().OrderBy(d => d.Name, StringComparer.Ordinal).ToList();
        var documents = new Lazy<FrozenDictionary<string, byte[]>>(
            () => documentInfos.ToFrozenDictionary(d => d.Name, d => Write(d, endpoints), StringComparer.Ordinal));
        var known = string.Join(", ", documentInfos.Select(d => d.Name));
        app.MapGet("/docs/{api}.json", (string api) => documents.Value.TryGetValue(api, out var document)
            ? Results.Bytes(document, "application/json; charset=utf-8")
            : Results.Text($"There is no API document {ValueFormatter.Truncate(api)}. The documents are: {known}.", statusCode: 404))
            .IsPublic();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Emend: API documents";
            foreach (var info in documentInfos)
            {
                page.SwaggerEndpoint($"/docs/{info.Name}.json", info.Title);
            }

            page.EnableDeepLinking();
            page.DisplayOperationId();
            page.EnablePersistAuthorization();
            page.DefaultModelRendering(ModelRendering.Model);
            page.DefaultModelsExpandDepth(0);
        });
    }

    private static byte[] Write(ApiDocumentInfo info, IEnumerable<EndpointDescription> endpoints) =>
        JsonSerializer.SerializeToUtf8Bytes(OpenApiDocumentWriter.Create(info, endpoints), Readable);
}
