using NAudio.Wave;

namespace AudioIO;

/// <summary>A signal as a WaveStream.</summary>
/// <param name="signal">The signal.</param>
/// <param name="format">How its samples are given.</param>
/// <param name="samples">The samples as bytes, with a position and a use of the signal of their own.</param>
internal sealed class SignalWaveStream(Signal signal, WaveFormat format, Stream samples) : WaveStream
{
    public override WaveFormat WaveFormat => format;

    public override bool CanRead => samples.CanRead;

    public override bool CanSeek => samples.CanSeek;

    public override long Length => samples.Length;

    public override long Position
    {
        get => samples.Position;
        set => samples.Position = value;
    }

    // Those of the base class count in bytes of a second, and lead into the middle of frames.
    public override TimeSpan CurrentTime
    {
        get => signal.TimeAt(Position / format.BlockAlign);
        set => Position = Math.Clamp(signal.FrameAt(value), 0, signal.Frames) * format.BlockAlign;
    }

    public override TimeSpan TotalTime => signal.Duration;

    public override long Seek(long offset, SeekOrigin origin) => samples.Seek(offset, origin);

    public override int Read(Span<byte> buffer) => samples.Read(buffer);

    public override int Read(byte[] buffer, int offset, int count) => samples.Read(buffer, offset, count);

    public override int ReadByte() => samples.ReadByte();

    protected override void Dispose(bool disposing)
    {
        if (disposing) samples.Dispose();
        base.Dispose(disposing);
    }
}
