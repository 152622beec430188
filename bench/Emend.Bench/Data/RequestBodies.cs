using System.Text;

namespace Emend.Bench.Data;

/// <summary>Request bodies as a shop sends them, for the fulfillmenttools API unless stated otherwise.</summary>
internal static class RequestBodies
{
    /// <summary>An order, with its own lines or with the lines of order <paramref name="linesOf"/>.</summary>
    public static string Order(long number, int? lines = null, long? linesOf = null)
    {
        var text = new StringBuilder(2_048);
        text.Append($$"""{"orderDate":"{{DataSet.GetOrderDate(number):O}}","tenantOrderId":"B-{{number:D9}}","customAttributes":""");
        text.Append($$"""{"campaign":"{{DataSet.GetCampaign(number)}}","gift":{{(number % 10 == 0 ? "true" : "false")}}},"consumer":""");
        text.Append($$"""{"consumerId":"C-{{number:D9}}","email":"customer{{number}}@example.com","addresses":[""");
        text.Append(Address(number, 1)).Append("""]},"deliveryPreferences":{"shipping":{"serviceLevel":"DELIVERY"}},"orderLineItems":[""");
        var first = true;
        foreach (var (article, quantity) in DataSet.GetLines(linesOf ?? number, lines))
        {
            text.Append(first ? "{" : ",{").Append(Line(article, quantity)).Append($$""","scannableCodes":["40{{article:D11}}"]}""");
            first = false;
        }
        return text.Append("]}").ToString();
    }

    public static string Address(long number, int houseNumber)
    {
        var (latitude, longitude) = DataSet.GetLocation(number, 11);
        return $$"""{"addressType":"POSTAL_ADDRESS","firstName":"Erika","lastName":"Mustermann","street":"Lange Gasse","""
            + $$""" "houseNumber":"{{houseNumber}}","postalCode":"{{10_000 + (number % 80_000)}}","city":"Musterstadt","country":"DE","""
            + $$$""" "coordinates":{"lat":{{{latitude}}},"lon":{{{longitude}}}},"email":"customer{{{number}}}@example.com","""
            + $$""" "phoneNumbers":[{"type":"MOBILE","value":"+49 170 {{1_000_000 + (number % 1_000_000)}}"}]}""";
    }

    public static string Quantity(long version, string line, int quantity) =>
        $$"""{"version":{{version}},"orderLineItems":[{"id":"{{line}}","quantity":{{quantity}}}]}""";

    public static string NewAddress(long version, long number, int houseNumber) =>
        $$$"""{"version":{{{version}}},"consumer":{"addresses":[{{{Address(number, houseNumber)}}}]}}""";

    public static string NewLine(long version, int article) =>
        $$$"""{"version":{{{version}}},"orderLineItems":[{{{{Line(article, 2)}}}}]}""";

    /// <summary>A modification for the native API.</summary>
    public static string Modification(string line, int quantity) =>
        $$"""{"changes":[{"type":"setQuantity","line":"{{line}}","quantity":{{quantity}}}],"reason":"customerRequest"}""";

    /// <summary>Quantities of <paramref name="count"/> stock rows. The quantity depends on <paramref name="turn"/>.</summary>
    public static string StockUpsert(int first, int count, int turn)
    {
        var text = new StringBuilder(count * 120).Append("{\"stocks\":[");
        for (var i = 0; i < count; i++)
        {
            var n = (first + i) % (DataSet.Facilities * DataSet.ArticlesPerGroup);
            var facility = n / DataSet.ArticlesPerGroup;
            var article = ((n % DataSet.ArticlesPerGroup) * DataSet.Groups) + (facility % DataSet.Groups);
            text.Append(i == 0 ? "" : ",").Append($$"""{"facility":{"facilityRef":"{{DataSet.GetFacilityId(facility)}}"},""")
                .Append($$""" "tenantArticleId":"{{DataSet.GetArticleId(article)}}","value":{{50_000_000 + (turn % 100)}}}""");
        }
        return text.Append("]}").ToString();
    }

    private static string Line(int article, int quantity) =>
        $$""" "article":{"tenantArticleId":"{{DataSet.GetArticleId(article)}}","title":"Article {{article}} of the assortment","""
        + $$""" "weight":450},"quantity":{{quantity}}""";
}
