namespace AudioIO;

/// <summary>A source that is part of a recording, and what was taken from it already.</summary>
/// <param name="source">The source.</param>
/// <param name="isOwn">True where it is closed with this.</param>
internal sealed class OpenFile(AudioSource source, bool isOwn) : IDisposable
{
    public AudioSource Source => source;

    /// <summary>The diagnostics that were listed already. Two threads may both set it: what is listed twice is kept once.</summary>
    public IReadOnlyList<Diagnostic>? SeenDiagnostics { get; set; }

    /// <summary>The damage that was listed already, likewise.</summary>
    public IReadOnlyList<FrameRange>? SeenDamage { get; set; }

    public void Dispose()
    {
        if (isOwn) source.Dispose();
    }
}
