using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentTuning.Files;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>Reads a JSON array element by element; only the current one is held.</summary>
sealed class JsonArrayFile : IAsyncDisposable
{
    const int StartSize = 1 << 20;
    const int LargestElement = 64 << 20;

    readonly string _name;
    readonly FileStream _stream;
    byte[] _buffer = new byte[StartSize];
    int _start;
    int _end;
    bool _isAtEnd;

    /// <summary>Opens a file.</summary>
    public JsonArrayFile(string path)
    {
        _name = Path.GetFileName(path);
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
    }

    /// <summary>The elements in order.</summary>
    /// <exception cref="InvalidDataException">The file is no array, or an element has another form; the message names its number.</exception>
    public async IAsyncEnumerable<T> ReadAsync<T>(JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        if (await NextAsync(cancellationToken) is var first && first != '[')
            throw new InvalidDataException($"{_name} {(first < 0 ? "is empty" : $"begins with '{(char)first}'")}, expected a list of products.");
        _start++;
        for (var number = 1; ; number++)
        {
            var next = await NextAsync(cancellationToken);
            if (next == ']')
                yield break;
            if (number > 1)
            {
                if (next != ',')
                    throw new InvalidDataException(next < 0 ? $"{_name} ends after product {number - 1}. Is it whole?" : $"{_name} product {number} is preceded by '{(char)next}', expected a comma.");
                _start++;
                next = await NextAsync(cancellationToken);
            }

            if (next < 0)
                throw new InvalidDataException($"{_name} ends within product {number}. Is it whole?");
            var length = await LengthAsync(number, cancellationToken);
            yield return Read(_buffer.AsMemory(_start, length), number, type);
            _start += length;
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    T Read<T>(ReadOnlyMemory<byte> json, int number, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, type) ?? throw new InvalidDataException($"{_name} product {number} is null, expected an object.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{_name} product {number}: {JsonFault.Describe(exception, json, type)}", exception);
        }
        catch (InvalidOperationException exception) // a surrogate without its other half
        {
            throw new InvalidDataException($"{_name} product {number} holds a text that is no Unicode: {exception.Message}", exception);
        }
    }

    // The next character that is no white space; -1 at the end.
    async ValueTask<int> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            for (; _start < _end; _start++)
                if (_buffer[_start] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or 0xEF or 0xBB or 0xBF)) // or parts of a byte-order mark
                    return _buffer[_start];
            if (!await FillAsync(cancellationToken))
                return -1;
        }
    }

    async ValueTask<int> LengthAsync(int number, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Measure(number) is { } length)
                return length;
            if (_end - _start > LargestElement)
                throw new InvalidDataException($"{_name} product {number} has more than {LargestElement >> 20} MB. Is it a product?");
            await FillAsync(cancellationToken);
        }
    }

    int? Measure(int number)
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isAtEnd, default);
        try
        {
            return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : null;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{_name} product {number} is not JSON: {exception.Message}", exception);
        }
    }

    // Makes room before it reads; false at the end of the file.
    async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_isAtEnd)
            return false;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end > _buffer.Length / 2)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        _isAtEnd = read == 0;
        return read > 0;
    }
}
