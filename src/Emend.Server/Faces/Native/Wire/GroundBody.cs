using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>What a modification was decided on: the rows that were looked at, and the facts.</summary>
internal static class GroundBody
{
    private const int Most = 10_000;

    public static readonly Shape Passed = Shape.Object(
        Must("row", CommonShapes.Ref),
        May("permission", Shape.Text().Says("The permission that passed it.")),
        May("penalty", Shape.Text().Says("What was taken for it."))).Named("PassedRow");

    public static readonly Shape Shape = Http.Shape.Object(
        Must("rows", Http.Shape.List(CommonShapes.Ref, Most).Says("The rows that were looked at; docs/rules tells each.")),
        Must("passed", Http.Shape.List(Passed, Most).Says("The soft rows among them that did not hold.")),
        May("ifUnroutable", Http.Shape.Choice("refuse", "accept")),
        Must("settings", Http.Shape.Object(
            Must("allowLineItemModification", Http.Shape.Flag),
            Must("allowForceCancel", Http.Shape.Flag),
            Must("releaseAfterSeconds", Http.Shape.Number(0))).Named("DecisionSettings")),
        Must("permissions", Http.Shape.List(Http.Shape.Name(), Most).Says("What the caller might do.")),
        Must("versions", Http.Shape.Object(
            Must("settings", Http.Shape.Whole()),
            Must("facilities", Http.Shape.Whole()),
            Must("articles", Http.Shape.Whole()),
            Must("people", Http.Shape.Whole())).Named("DecisionVersions")),
        Must("freshStock", Http.Shape.Flag.Says("Whether stock was read for it, and not taken from a snapshot.")),
        May("baseVersion", CommonShapes.Revision.Says("The version of the built-in policy, where a variant of it decided.")))
        .Named("DecidedOn");

    public static void Write(Utf8JsonWriter json, Ground ground)
    {
        json.Texts("rows", ground.Rows);
        json.Objects("passed", ground.Passed, Write);
        if (ground.IfUnroutable is { } choice) json.WriteString("ifUnroutable", States.Of(choice));
        json.Object("settings", ground.Settings, static (settings, told) =>
        {
            settings.WriteBoolean("allowLineItemModification", told.AllowLineItemModification);
            settings.WriteBoolean("allowForceCancel", told.AllowForceCancel);
            settings.WriteNumber("releaseAfterSeconds", (decimal)told.ReleaseAfter.TotalSeconds);
        });
        json.Texts("permissions", ground.Permissions.Order(StringComparer.Ordinal));
        json.Object("versions", ground.Versions, static (versions, told) =>
        {
            versions.WriteNumber("settings", told.Settings);
            versions.WriteNumber("facilities", told.Facilities);
            versions.WriteNumber("articles", told.Articles);
            versions.WriteNumber("people", told.Identity);
        });
        json.WriteBoolean("freshStock", ground.FreshStock);
        if (ground.BaseVersion is { } version) json.WriteNumber("baseVersion", version);
    }

    public static void Write(Utf8JsonWriter json, Passed passed)
    {
        json.WriteString("row", passed.Row);
        json.Text("permission", passed.Permission);
        json.Text("penalty", passed.Penalty);
    }
}
