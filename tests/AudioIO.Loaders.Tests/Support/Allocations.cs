namespace AudioIO.Tests;

/// <summary>Counts bytes allocated by the calling thread.</summary>
internal static class Allocations
{
    /// <summary>
    /// The least that one of several runs allocated, after a first one. What allocates does so in every run; what a garbage collection
    /// took from the shared pool of arrays meanwhile, as other tests run beside, is allocated again in one.
    /// </summary>
    public static long Least(Action action)
    {
        action();
        long least = long.MaxValue;
        for (int i = 0; i < 5 && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
