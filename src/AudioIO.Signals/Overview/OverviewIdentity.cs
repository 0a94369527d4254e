using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AudioIO;

/// <summary>
/// By what an overview is recognised as that of its recording: the length of the file, when it was written last, and a hash of its first
/// and last 64 KiB. An overview whose recording has become longer goes on where its first and last frames are those that it was made of.
/// </summary>
public sealed record OverviewIdentity
{
    private const int EndBytes = 1 << 16;

    /// <summary>Length in bytes of what is stored.</summary>
    public required long LengthBytes { get; init; }

    /// <summary>When it was written last.</summary>
    public required DateTime ModifiedUtc { get; init; }

    /// <summary>Hash of its first and last 64 KiB, and of how it is read; for a signal of one's own, whatever tells two of them apart.</summary>
    public required UInt128 Hash { get; init; }

    /// <summary>The identity of a file as it is now: 128 KiB of it are read.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="reading">How it is read (<see cref="StoredFrames.Reading"/>), or what is computed from it.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static OverviewIdentity OfFile(string path, string reading = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(reading);
        using SafeFileHandle handle =
            File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        long length = RandomAccess.GetLength(handle);
        DateTime modified = File.GetLastWriteTimeUtc(handle);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(EndBytes);
        try
        {
            Append(hash, handle, 0, bytes.AsSpan(0, EndBytes));
            Append(hash, handle, Math.Max(0, length - EndBytes), bytes.AsSpan(0, EndBytes));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
        hash.AppendData(Encoding.UTF8.GetBytes(reading));
        Span<byte> result = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(result);
        return new OverviewIdentity
        {
            LengthBytes = length,
            ModifiedUtc = modified,
            Hash = System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(result),
        };
    }

    private static void Append(IncrementalHash hash, SafeFileHandle handle, long position, Span<byte> bytes)
    {
        int read = 0;
        while (read < bytes.Length)
        {
            int got = RandomAccess.Read(handle, bytes[read..], position + read);
            if (got == 0) break;
            read += got;
        }
        hash.AppendData(bytes[..read]);
    }
}
