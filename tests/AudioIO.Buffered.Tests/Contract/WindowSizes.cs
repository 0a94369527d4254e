namespace AudioIO.Tests.Contract;

/// <summary>Sizes of a window for theories.</summary>
public static class WindowSizes
{
    /// <summary>Wished frames of the window, and before a request: none, hardly any, odd ones, more than there are.</summary>
    public static TheoryData<int, int> Absurd { get; } = new()
    {
        { 0, 0 }, { 1, 0 }, { 2, 1 }, { 3, 0 }, { 7, 3 }, { 50, 0 }, { 50, 20 }, { 64, 64 }, { 1000, 100 }, { int.MaxValue, 0 },
    };
}
