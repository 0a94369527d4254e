namespace AudioIO.Tests.Export;

/// <summary>A disk that is full after some bytes: what does not fit fails, after the part that does was written.</summary>
internal sealed class SmallDisk(int capacity) : MemoryStream
{
    public const string Complaint = "No space left on device";

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int fitting = (int)Math.Clamp(capacity - Position, 0, buffer.Length);
        base.Write(buffer[..fitting].ToArray(), 0, fitting);
        if (fitting < buffer.Length) throw new IOException(Complaint);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
}
