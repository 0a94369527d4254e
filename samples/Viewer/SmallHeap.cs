namespace AudioIO.Samples.Viewer;

/// <summary>
/// Collects while overviews are filled. Left to itself, the runtime let a program that fills the spectrograms of a day grow to 164 MB, where
/// 58 MB of heap were enough for it.
/// </summary>
/// <param name="progress">Is told what this is told.</param>
internal sealed class SmallHeap(IProgress<long> progress) : IProgress<long>
{
    /// <summary>By so many bytes the heap may have grown since it was collected here.</summary>
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
