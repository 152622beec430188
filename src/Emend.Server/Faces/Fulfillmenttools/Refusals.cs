using System.Collections.Immutable;
using Emend.Core.Rules;
using Emend.Server.Faces.Fulfillmenttools.Wire;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>Rows that do not hold, as this face tells them: all of them, each with its id, where it applies, and the way out.</summary>
internal static class Refusals
{
    public static Task Write(HttpContext context, ImmutableArray<Refusal> because, Func<Refusal, string> pathOf) =>
        Errors.Write(context, Status(because), because.Select(r => Entry(r, pathOf(r))));

    /// <summary>Permissions first: where one is missing, the rows tell of nothing else.</summary>
    public static int Status(ImmutableArray<Refusal> because) =>
        because.Any(r => r.Kind is RowKind.Permission) ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity;

    private static ErrorBody Entry(Refusal refusal, string path) =>
        new($"{(path.Length == 0 ? "" : path + ": ")}it must hold that {refusal.Condition}.", $"{refusal.Remedy} (row {refusal.Row})");
}
