namespace AudioIO.Overviews;

/// <summary>The files that are open for reading: of ten thousand in a recording some.</summary>
internal sealed class OpenSidecars
{
    private const int Most = 64;

    private readonly Lock _lock = new();
    private readonly Queue<SidecarFile> _open = new();

    /// <summary>Counts a file that was opened, and closes the one that was opened first where there are too many.</summary>
    public void Add(SidecarFile file)
    {
        SidecarFile? oldest = null;
        lock (_lock)
        {
            _open.Enqueue(file);
            if (_open.Count > Most) oldest = _open.Dequeue();
        }
        oldest?.Release();
    }
}
