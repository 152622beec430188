using System.Text;
using Emend.Server.Storage.Orders;

namespace Emend.IntegrationTests.Storage;

/// <summary>Stored formats of journal entries.</summary>
public partial class StoredFormatTests
{
    [Fact]
    public void Stored_format_1_of_journal_entries_is_unchanged()
    {
        IsGolden("entry-1.json", FullyPopulatedOrder.Events);
        IsGolden("entry-undone-1.json", FullyPopulatedOrder.UndoneEvents);
        IsGolden("entry-waiting-1.json", FullyPopulatedOrder.UnroutableEvents);
        IsGolden("entry-blocked-1.json", FullyPopulatedOrder.ExclusionEvents);
        IsGolden("entry-shipping-1.json", FullyPopulatedFulfillment.ShippingEvents);
    }

    [Fact]
    public void Stored_format_of_readmitted_facilities_is_unchanged() =>
        IsGolden("entry-readmitted-1.json", FullyPopulatedOrder.ReadmissionEvents);

    [Fact]
    public void Stored_format_2_of_journal_entries_is_unchanged()
    {
        var entry = new JournalEntryDocument(
            2, "Ann Agent", "native", 3, FullyPopulatedOrder.UndoneEvents, DecisionRecordDocument.From(FullyPopulatedOrder.DecisionRecord));
        var written = Encoding.UTF8.GetString(OrderSerializer.Write(entry));
        var golden = ReadGolden("entry-2.json", written);
        var read = OrderSerializer.ReadJournalEntry(Encoding.UTF8.GetBytes(golden));
        Assert.Equal(golden, written);
        var journalEntryDocument = read with { DecisionRecord = DecisionRecordDocument.From(read.DecisionRecord!.ToDecisionRecord()) };
        Assert.Equal(golden, Encoding.UTF8.GetString(OrderSerializer.Write(journalEntryDocument)));
        Assert.Throws<FormatException>(() => OrderSerializer.ReadJournalEntry(OrderSerializer.Write(entry with { Format = 3 })));
    }

    [Fact]
    public void Stored_format_of_modification_reasons_is_unchanged()
    {
        var decisionRecordDocument = DecisionRecordDocument.From(FullyPopulatedOrder.DecisionRecord with { Reason = "customerRequest" });
        var entry = new JournalEntryDocument(2, "Ann Agent", "native", 3, FullyPopulatedOrder.UndoneEvents, decisionRecordDocument);
        var written = Encoding.UTF8.GetString(OrderSerializer.Write(entry));
        var golden = ReadGolden("entry-reason-2.json", written);
        Assert.Equal(golden, written);
        Assert.Equal(
            "customerRequest", OrderSerializer.ReadJournalEntry(Encoding.UTF8.GetBytes(golden)).DecisionRecord!.ToDecisionRecord().Reason);
    }

    [Fact]
    public void Stored_format_of_the_force_cancellation_setting_is_unchanged()
    {
        var settings = FullyPopulatedOrder.DecisionRecord.Settings with { AllowForceCancel = true };
        var decisionRecord = FullyPopulatedOrder.DecisionRecord with { Settings = settings };
        var entry = new JournalEntryDocument(
            2, "Ann Agent", "native", 3, FullyPopulatedOrder.ExclusionEvents, DecisionRecordDocument.From(decisionRecord));
        var written = Encoding.UTF8.GetString(OrderSerializer.Write(entry));
        var golden = ReadGolden("entry-force-2.json", written);
        Assert.Equal(golden, written);
        Assert.True(
            OrderSerializer.ReadJournalEntry(Encoding.UTF8.GetBytes(golden)).DecisionRecord!.ToDecisionRecord().Settings.AllowForceCancel);
    }
}
