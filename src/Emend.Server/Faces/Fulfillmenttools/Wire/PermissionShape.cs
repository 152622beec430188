using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Rules;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>One of the permissions there are. They are too many to tell them all: the nearest is told.</summary>
internal sealed class PermissionShape : Shape
{
    public override string Words => "the name of a permission, such as ORDER_READ";

    public override JsonObject Describe(Schemas schemas) => Schemas.Of(
        "string", ("enum", Schemas.List(Permissions.All.Order(StringComparer.Ordinal))));

    public override void Check(JsonElement value, Report report)
    {
        var text = value.ValueKind == JsonValueKind.String ? Texts.Of(value) : null;
        if (text is not null && Permissions.All.Contains(text)) return;
        var meant = text is null ? null : Nearest.To(text, Permissions.All);
        report.Add($"is {Shown.As(value)}", meant is null ? $"must be {Words}" : $"must be {Words}; did you mean {meant}?");
    }
}
