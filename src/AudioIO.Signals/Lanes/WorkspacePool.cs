namespace AudioIO.Lanes;

/// <summary>
/// Workspaces of one length for any number of threads: as many as were in use at once, so that a steady state allocates nothing.
/// </summary>
internal sealed class WorkspacePool<T>(int length)
    where T : unmanaged
{
    // More threads than this at once cost an allocation per call, and nothing else.
    private readonly Workspace<T>?[] _idle = new Workspace<T>?[Math.Max(4, 2 * Environment.ProcessorCount)];

    public Workspace<T> Rent()
    {
        for (int i = 0; i < _idle.Length; i++)
        {
            if (_idle[i] is not null && Interlocked.Exchange(ref _idle[i], null) is { } workspace) return workspace;
        }
        return new Workspace<T>(length);
    }

    public void Return(Workspace<T> workspace)
    {
        for (int i = 0; i < _idle.Length; i++)
        {
            if (_idle[i] is null && Interlocked.CompareExchange(ref _idle[i], workspace, null) is null) return;
        }
    }
}
