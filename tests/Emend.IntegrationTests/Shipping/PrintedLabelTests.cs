using System.Globalization;
using System.Text.RegularExpressions;
using Emend.Core.Orders;
using Emend.Server.Shipping;

namespace Emend.IntegrationTests.Shipping;

public sealed partial class PrintedLabelTests
{
    private static readonly Address To = new()
    {
        FirstName = "Sanne", LastName = "de Vries", Street = "Herengracht", HouseNumber = "182", PostalCode = "1016 BR", City = "Amsterdam",
        Country = "NL", AdditionalData = new("""{"additionalAddressInfo":"2nd floor","email":"s@example.com"}"""),
    };

    private static readonly LabelRequest Order = new(
        "key", "North Parcels", "express", "10042",
        new("Store 7", new() { Street = "Lijnbaan", PostalCode = "3012 EP", City = "Rotterdam", Country = "NL" }), To);

    [Fact]
    public void Page_and_zpl_contain_sender_order_and_recipient_only()
    {
        string[] said =
            ["North Parcels", "express", "10042", "Store 7", "Lijnbaan, 3012 EP Rotterdam, NL", "Herengracht 182", "2nd floor", "EM1"];
        foreach (var label in (string[])[LabelPage.Render(Order, "EM1"), LabelZpl.Render(Order, "EM1")])
        {
            Assert.All(said, text => Assert.Contains(text, label, StringComparison.Ordinal));
            Assert.DoesNotContain("example.com", label, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Customer_text_is_escaped_in_html_and_zpl()
    {
        var request = Order with { To = To with { Street = "<script>^XZ~JA_" } };
        Assert.DoesNotContain("<script>", LabelPage.Render(request, "EM1"), StringComparison.Ordinal);
        Assert.Contains("<script>_5EXZ_7EJA_5F", LabelZpl.Render(request, "EM1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Longest_address_ends_above_the_bar_code()
    {
        var text = new string('W', 70);
        var to = To with { CompanyName = text, LastName = text, Street = text, City = text, Province = text };
        var fields = Fields().Matches(LabelZpl.Render(Order with { To = to }, "EM1")).Select(Bottom).ToList();
        Assert.Equal(10, fields.Count);
        Assert.All(fields, bottom => Assert.InRange(bottom, 0, 860));
    }

    private static int Bottom(Match field) => Number(field.Groups["y"]) + (2 * Number(field.Groups["size"]));

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\^FO40,(?<y>\d+)\^A0N,(?<size>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fields();
}
