using Emend.Core.Orders;
using Emend.Server.BackgroundWork;

namespace Emend.IntegrationTests.BackgroundWork;

public sealed class TenantSlotsTests
{
    private static readonly TenantId Slow = new("slow");
    private static readonly TenantId Other = new("other");

    [Fact]
    public void A_tenant_with_slow_calls_leaves_a_slot_to_the_others()
    {
        var slots = new TenantSlots(perNode: 3, perTenant: 2);

        Assert.Equal([true, true, false], new[] { slots.TryTake(Slow), slots.TryTake(Slow), slots.TryTake(Slow) });
        Assert.True(slots.TryTake(Other));
        Assert.False(slots.TryTake(Other));
    }

    [Fact]
    public void A_released_slot_can_be_taken_again()
    {
        var slots = new TenantSlots(perNode: 1, perTenant: 1);
        Assert.True(slots.TryTake(Slow));

        slots.Release(Slow);

        Assert.True(slots.TryTake(Other));
        Assert.False(slots.TryTake(Slow));
    }
}
