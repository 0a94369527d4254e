using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// Levels as an array of numpy: float32, channels × columns × frequencies. Format version 1.0 (numpy.lib.format, "NPY format"): magic, version,
/// the length of the header in 16 bits, the header as a Python dictionary filled up with spaces to a multiple of 64 bytes, the values.
/// </summary>
internal static class NpyFile
{
    private const int Alignment = 64;

    /// <summary>Writes the array.</summary>
    public static void Write(Stream stream, LevelNumbers numbers)
    {
        string shape = FormattableString.Invariant($"({numbers.Channels.Count}, {numbers.Times.Length}, {numbers.Frequencies.Length})");
        byte[] text = Encoding.ASCII.GetBytes($"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}");
        Span<byte> start = stackalloc byte[10];
        OutputKind.Npy.Signature.CopyTo(start);
        (start[6], start[7]) = (1, 0);
        // The header ends with a line feed; its text is some hundred bytes at the most.
        int whole = (start.Length + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        BinaryPrimitives.WriteUInt16LittleEndian(start[8..], (ushort)(whole - start.Length));
        stream.Write(start);
        stream.Write(text);
        stream.Write(Encoding.ASCII.GetBytes("\n".PadLeft(whole - start.Length - text.Length)));
        for (int channel = 0; channel < numbers.Channels.Count; channel++)
        {
            for (int column = 0; column < numbers.Times.Length; column++) Write(stream, numbers.Column(channel, column));
        }
    }

    private static void Write(Stream stream, ReadOnlySpan<float> levels)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(levels));
            return;
        }
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (float level in levels)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, level);
            stream.Write(bytes);
        }
    }
}
