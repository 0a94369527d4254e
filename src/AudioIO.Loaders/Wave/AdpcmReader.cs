using System.Buffers;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>Blocks of ADPCM: each begins anew, so that a frame costs the decoding of its block alone.</summary>
internal sealed class AdpcmReader(ByteSource bytes, SampleLayout layout, DamagePolicy onDamage, DiagnosticLog log) : SampleReader(bytes, layout)
{
    public override void Read<T>(long startFrame, Span<T> destination)
    {
        int channels = Coding.Channels;
        int framesPerBlock = Coding.FramesPerBlock;
        // Blocks are read several at once; none is larger than 65535 bytes, and none decodes to more than twice as many samples.
        int blocksAtOnce = Math.Max(1, BufferBytes / Coding.BlockBytes);
        (long block, long skip) = Math.DivRem(startFrame, framesPerBlock);
        long lastBlock = (startFrame + (destination.Length / channels) - 1) / framesPerBlock;
        int bufferBlocks = (int)Math.Min(blocksAtOnce, lastBlock - block + 1);
        byte[] stored = ArrayPool<byte>.Shared.Rent(bufferBlocks * Coding.BlockBytes);
        short[] decoded = ArrayPool<short>.Shared.Rent(framesPerBlock * channels);
        try
        {
            while (destination.Length > 0)
            {
                int count = (int)Math.Min(bufferBlocks, lastBlock - block + 1);
                ReadOnlySpan<byte> blocks = ReadBlocks(block, stored.AsSpan(0, count * Coding.BlockBytes));
                for (int i = 0; i < count; i++, block++, skip = 0)
                {
                    Span<short> samples = decoded.AsSpan(0, FramesOf(block) * channels);
                    DecodeBlock(blocks[(i * Coding.BlockBytes)..], block, samples);
                    ReadOnlySpan<short> wanted = samples[((int)skip * channels)..];
                    wanted = wanted[..Math.Min(wanted.Length, destination.Length)];
                    Convert(wanted, destination);
                    destination = destination[wanted.Length..];
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
            ArrayPool<short>.Shared.Return(decoded);
        }
    }

    // The last block of the file may be there in part.
    private ReadOnlySpan<byte> ReadBlocks(long block, Span<byte> buffer)
    {
        long offset = block * Coding.BlockBytes;
        Span<byte> present = buffer[..(int)Math.Min(buffer.Length, Layout.DataLength - offset)];
        ReadBytes(offset, present);
        return present;
    }

    private int FramesOf(long block) => (int)Math.Min(Coding.FramesPerBlock, Layout.Frames - (block * Coding.FramesPerBlock));

    private void DecodeBlock(ReadOnlySpan<byte> stored, long block, Span<short> samples)
    {
        if (stored.Length > Coding.BlockBytes) stored = stored[..Coding.BlockBytes];
        string? fault = Coding.Encoding == AudioEncoding.ImaAdpcm
            ? ImaAdpcm.Decode(stored, Coding.Channels, samples)
            : MsAdpcm.Decode(stored, Coding.Channels, Coding.Coefficients, samples);
        if (fault is null) return;

        long position = Layout.DataPosition + (block * Coding.BlockBytes);
        long startFrame = block * Coding.FramesPerBlock;
        int frames = samples.Length / Coding.Channels;
        string message = $"Block of {Coding.Encoding} with frames {startFrame} to {startFrame + frames - 1} at byte {position}: {fault}";
        if (onDamage == DamagePolicy.Throw)
        {
            throw new AudioFormatException(AudioFormatErrorKind.Malformed, message, position, Bytes.Path)
            {
                StartFrame = startFrame,
                FrameCount = frames,
            };
        }
        samples.Clear();
        log.Add(new Diagnostic(DiagnosticKind.Damaged, message + "; it reads as silence")
        {
            Position = position,
            Path = Bytes.Path,
            StartFrame = startFrame,
            FrameCount = frames,
        });
    }

    private static void Convert<T>(ReadOnlySpan<short> samples, Span<T> destination)
        where T : unmanaged
    {
        if (typeof(T) == typeof(short))
        {
            samples.CopyTo(MemoryMarshal.Cast<T, short>(destination));
            return;
        }
        destination = destination[..samples.Length];
        int done = typeof(T) == typeof(float) ? VectorConversion.Shorts(samples, MemoryMarshal.Cast<T, float>(destination)) : 0;
        PlainConversion.Shorts(samples[done..], destination[done..]);
    }
}
