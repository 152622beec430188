using System.Collections.Frozen;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps request bodies to order lines and custom services.</summary>
internal static class OrderLineMapper
{
    private static readonly FrozenSet<string> KnownMembers = FrozenSet.Create("id", "article", "quantity", "customAttributes");

    public static NewOrderLine ReadLine(JsonElement line)
    {
        var article = line.GetProperty("article");
        return new(
            new(article.ReadText("tenantArticleId")!),
            ReadProperties(article),
            ReadQuantity(line, "quantity"),
            CanonicalJson.ReadAttributes(line.ReadMember("customAttributes")),
            CanonicalJson.SelectMembers(line, name => !KnownMembers.Contains(name)));
    }

    public static ArticleProperties ReadProperties(JsonElement article) => new(
        article.ReadText("title")!,
        CanonicalJson.SelectMembers(article, IsDetail));

    /// <summary>Maps a change of article properties. Absent members stay unchanged; null removes a member.</summary>
    public static SetLineArticle ReadArticleChange(LineId line, JsonElement article, ArticleId? expected) =>
        new(line, new(article.ReadText("title")!, null), expected)
        {
            DetailChanges = CanonicalJson.ReadAttributeChanges(article, IsDetail),
        };

    public static CustomService ReadService(JsonElement service)
    {
        var definition = service.GetProperty("customServiceDefinition");
        return new(
            definition.ReadBoolean("isBundled") ?? false,
            [.. service.ReadEntries("articleItems").Select(ReadServicedArticle)],
            [.. service.ReadEntries("customServiceItems").Select(ReadService)],
            CanonicalJson.From(definition));
    }

    private static bool IsDetail(string name) => name is not ("tenantArticleId" or "title");

    private static ServicedArticle ReadServicedArticle(JsonElement article) =>
        new(new(article.ReadText("tenantArticleRef")!), ReadQuantity(article, "quantity"));

    public static Quantity ReadQuantity(JsonElement value, string name) => Core.Orders.Quantity.From(value.ReadDecimal(name)!.Value)!.Value;
}
