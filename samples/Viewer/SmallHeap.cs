namespace AudioIO.Samples.Viewer;

/// <summary>
/// Collects while overviews are filled: what was known of files that are behind is garbage of the oldest generation, which the runtime leaves
/// where it is until there are some 30 MB of it.
/// </summary>
/// <param name="progress">Is told what this is told.</param>
internal sealed class SmallHeap(IProgress<long> progress) : IProgress<long>
{
    /// <summary>By so much the heap may have grown: a collection of what there is takes some 10 ms, and comes once in some files.</summary>
    private const long MostGrown = 12 << 20;

    private long _kept = GC.GetTotalMemory(forceFullCollection: false);

    public void Report(long value)
    {
        progress.Report(value);
        if (GC.GetTotalMemory(forceFullCollection: false) < _kept + MostGrown) return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _kept = GC.GetTotalMemory(forceFullCollection: false);
    }
}
