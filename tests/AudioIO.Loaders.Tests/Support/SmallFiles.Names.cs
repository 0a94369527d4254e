namespace AudioIO.Tests;

internal static partial class SmallFiles
{
    /// <summary>The names of all, for theories. Apart, as programs that use the files know no theories.</summary>
    public static TheoryData<string> Names => [.. All.Keys];
}
