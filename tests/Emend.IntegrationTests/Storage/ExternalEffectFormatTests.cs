using System.Runtime.CompilerServices;
using System.Text;
using Emend.Core;
using Emend.Server.Application.Outbox;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Common;
using Emend.Server.Storage.BackgroundWork;
using Emend.Server.Storage.Outbox;

namespace Emend.IntegrationTests.Storage;

/// <summary>Stored formats of the effects in the outbox.</summary>
public sealed class ExternalEffectFormatTests
{
    [Fact]
    public void Stored_format_of_label_requests_is_unchanged()
    {
        var golden = Golden("effect-label-1.json");
        var effect = new ExternalEffect.RequestLabel(
            new("s1"), new("p1"), new("f1"), UnixMicroseconds.ToTime(1_795_600_000_123_456));

        Assert.Equal(("REQUEST_LABEL", golden), Write(effect));
        Assert.Equal(effect, ExternalEffectSerializer.Read("REQUEST_LABEL", Encoding.UTF8.GetBytes(golden)));
    }

    [Fact]
    public void Every_effect_has_a_stored_form() => Assert.Equal(
        [typeof(ExternalEffect.RequestLabel)],
        typeof(ExternalEffect).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ExternalEffect))));

    [Fact]
    public void Effects_of_newer_versions_are_not_read()
    {
        Assert.Null(ExternalEffectSerializer.Read("CAPTURE_PAYMENT", "{}"u8.ToArray()));
        Assert.Null(ExternalEffectSerializer.Read(
            "REQUEST_LABEL", """{"format":2,"shipment":"s1","parcel":"p1","facility":"f1","requestedAt":1}"""u8.ToArray()));
    }

    [Fact]
    public void States_have_stored_names() => Assert.Equal(
        ["WAITING", "DEAD_LETTERED"], Enum.GetValues<OutboxState>().Select(state => OutboxRows.States[state]));

    [Fact]
    public void The_work_item_of_the_outbox_has_a_name_that_the_previous_version_knows() =>
        Assert.Equal("LABEL", WorkItemKindNames.All[WorkItemKind.Outbox]);

    private static (string Kind, string Doc) Write(ExternalEffect effect)
    {
        var (kind, doc) = ExternalEffectSerializer.Write(effect);
        return (kind, Encoding.UTF8.GetString(doc));
    }

    private static string Golden(string file, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Golden", file)).TrimEnd('\n');
}
