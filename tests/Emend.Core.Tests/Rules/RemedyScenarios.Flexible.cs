using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

/// <summary>Remedies of the rules that only the flexible policy has.</summary>
internal static partial class RemedyScenarios
{
    private static Dictionary<string, RemedyScenario> OfFlexible => new()
    {
        ["EL-11 abort"] = new(Started, Modify(Shirts(2)), Job(new PickJobAction.Abort())) { Context = Flexible },
        ["EL-11 add line"] = new(Started, Modify(Shirts(2))) { Context = Flexible, Then = _ => Modify(Add(TestData.Shoes, 1)) },
        ["PD-5 add line"] = new(Shipped, Tomorrow, _ => Modify(Add(TestData.Shoes, 1))) { Context = Flexible },
        ["DV-8 carrier"] = new(Packed, Modify(SetCarriers("VAN")))
            {
                Context = Flexible,
                Then = o => Fulfill(new FulfillmentAction.ChangeCarrier(o.Shipments[0].Id, "VAN", null)),
            },
        ["DV-9 reset"] = new(Picking, Modify(CollectAt(TestData.Utrecht)), Job(new PickJobAction.Reset())) { Context = Flexible },
        ["CA-5 reset"] = new(
            Paused, Modify(new Changes.SetLineAttributes(TestData.ShirtLine, Attributes("a", "1"))), Job(new PickJobAction.Reset()))
            { Context = Flexible },
        ["AS-12 reset"] = new(Picking, ToUtrecht, Job(new PickJobAction.Reset())) { Context = Flexible },
        ["AS-13 restock"] = new(Aborted, ToAmsterdam, Restock) { Context = Flexible },
        ["AS-14 cancel labels"] = new(Both(Labeled), ToAmsterdam, VoidLabel, _ => CancelJob, Restock) { Context = Flexible },
        ["RR-5 reset"] = new(Picking, Reroute, Job(new PickJobAction.Reset())) { Context = Flexible },
        ["RR-6 restock"] = new(Aborted, Reroute, Restock) { Context = Flexible },
        ["RR-7 cancel labels"] = new(Both(Labeled), Reroute, VoidLabel, _ => CancelJob, Restock) { Context = Flexible },
    };
}
