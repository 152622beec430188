using System.Text;
using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Shipping;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Labels as PDF.</summary>
public sealed class LabelPdfTests : FulfillmenttoolsFixture
{
    private const int MaxBytes = 60_000;

    [Theory]
    [InlineData("Prinsengracht", "Amsterdam")]
    [InlineData("Ul. Świętokrzyska", "Łódź")]
    [InlineData("Οδός Ερμού", "Αθήνα")]
    [InlineData("Улица Гончара", "Київ")]
    [InlineData("A street whose name is so long that it does not fit into one line of a label of one hundred millimeters", "東京")]
    public void A_label_is_one_small_page_for_addresses_of_all_scripts(string street, string city)
    {
        var address = new Address
        {
            FirstName = "Sanne", LastName = "de Vries", Street = street, HouseNumber = "1", PostalCode = "1016 GV", City = city,
            Country = "NL",
        };
        var pdf = LabelPdf.Render(
            new("key", "DHL", "STANDARD", "ORDER-1", new("Amsterdam Store", address), address), "EM0123456789ABCDEF");

        Assert.Equal("%PDF-", Encoding.ASCII.GetString(pdf[..5]));
        Assert.InRange(pdf.Length, 1_000, MaxBytes);
        Assert.Contains("/Count 1", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_APIs_return_the_label_and_an_obsolete_label_is_not_found()
    {
        var (_, shipment) = await PickedOrder.Create(Admin);
        var parcel = await PickedOrder.CreateLabeled(Admin, shipment);
        foreach (var path in (string[])
        [
            $"/api/parcels/{parcel["id"]}/labels/send.pdf", $"/api/parcels/{parcel["id"]}/labels/all.pdf",
            $"/emend/v1/parcels/{parcel["id"]}/label?format=pdf",
        ])
        {
            var (status, type, body) = await Admin.Download(path);
            Assert.Equal((200, "application/pdf", "%PDF-"), (status, type, Encoding.ASCII.GetString(body[..5])));
        }

        await Admin.Patch($"/api/parcels/{parcel["id"]}", $$"""
            {"version":{{parcel["version"]}},"actions":[{"action":"ModifyParcel","status":"CANCELED"}]}
            """);
        Assert.Equal(404, (await Admin.Download($"/api/parcels/{parcel["id"]}/labels/send.pdf")).Status);
        Assert.Equal(404, (await Admin.Download($"/api/parcels/{parcel["id"]}/labels/return.pdf")).Status);
    }
}
