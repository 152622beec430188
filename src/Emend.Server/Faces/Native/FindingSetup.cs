using Emend.Server.Faces.Native.Endpoints;
using Emend.Server.Faces.Native.Operations;
using Emend.Server.Http;
using Emend.Server.Http.Searching;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Native;

/// <summary>Orders are listed and searched.</summary>
internal static class FindingSetup
{
    public static IServiceCollection AddFinding(this IServiceCollection services) => services.AddCursors().AddSingleton<FindingEndpoints>();

    public static void MapFinding(this RouteGroupBuilder api)
    {
        api.MapGet("orders", (HttpContext context, FindingEndpoints finding) => finding.List(context))
            .Needs(P.OrderRead).Describes(FindingOperations.List);
        api.MapPost("orders/search", (HttpContext context, FindingEndpoints finding) => finding.Search(context))
            .Needs(P.OrderRead).Describes(FindingOperations.Search);
    }
}
