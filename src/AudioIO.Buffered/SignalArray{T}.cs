namespace AudioIO;

/// <summary>The array over any signal.</summary>
internal sealed class SignalArray<T>(Signal<T> signal, int bufferFrames, int backFrames) : BufferedArray<T>(signal, bufferFrames, backFrames)
    where T : unmanaged
{
    protected override void LoadBuffer(long offset, Span<T> buffer) => Signal.Read(offset, buffer);
}
