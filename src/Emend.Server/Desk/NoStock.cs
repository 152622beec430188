using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Desk;

/// <summary>For decisions that look at no stock.</summary>
internal sealed class NoStock : IStockView
{
    public static readonly NoStock View = new();

    public bool Infinite => false;

    public ReadOnlySpan<long> Available(ArticleId article) => [];
}
